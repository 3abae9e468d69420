"""Tests in the shell as Pester 5 runs them: Describe, It, Should, Mock and Invoke-Pester. Loaded when one of its commands is first used."""
