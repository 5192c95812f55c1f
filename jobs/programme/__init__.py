"""What a school's teams should have: the desired forms and sheets."""
