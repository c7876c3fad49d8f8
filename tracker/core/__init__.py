"""The pure core: rules and numbers that know neither the web, nor the database, nor the clock."""
