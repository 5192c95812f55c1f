"""Signing in: who acts, in which of four ways, with which scopes, and what to do when refused."""
