"""The school: configuration, calendar, rota, figures and mails, and the jobs that make them."""
