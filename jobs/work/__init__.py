"""The jobs: plain functions, safe to repeat."""
