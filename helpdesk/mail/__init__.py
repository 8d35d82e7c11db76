"""Letters out: rows first, deliveries afterwards. Has never heard of a ticket."""
