"""Flask glue: the request's work, guards, forms, formats, errors, headers and languages. Knows no room."""
