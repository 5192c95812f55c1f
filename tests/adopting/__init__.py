"""Tests of taking over what teams kept in sheets of their own."""
