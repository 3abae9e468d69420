"""The endpoints that clients and devices talk to: SMTP submission, POP3 and IMAP4, with their legacy twins, over one organization."""
