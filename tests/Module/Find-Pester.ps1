# Exits with 0 when Pester 5 is there.
exit (Get-Module Pester -ListAvailable | Where-Object Version -GE '5.0') ? 0 : 1
