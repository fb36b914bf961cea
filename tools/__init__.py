"""Small programs that keep the project in order: run by `make check`, `make test` and `make types`."""
