"""The admin center's page: mail flow settings, mailboxes, mail that arrived and the audit log, over the same organization."""
