"""The wire to Google: signing in, pacing, counting and retrying under both clients."""
