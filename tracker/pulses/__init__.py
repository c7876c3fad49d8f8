"""The pulse room: rounds, sealed sheets, the ledger of released figures, and what is shown of it."""
