# Leaves greeting.txt in the output folder, which is what the run publishes.
$ErrorActionPreference = 'Stop'
$context = Get-Content $env:OPTAIC_CONTEXT -Raw | ConvertFrom-Json
$greeting = "$($context.config.greeting) from $($context.instance)"
Set-Content (Join-Path $context.output greeting.txt) $greeting
Write-OptMetric letters $greeting.Length
