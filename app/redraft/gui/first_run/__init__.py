"""The first page: there is no model yet."""
