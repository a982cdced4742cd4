<#
.SYNOPSIS
    The main job on real data, step by step: from an empty directory to a backtest, and on when newer prices arrive.
.DESCRIPTION
    Invoke-OptQuickstart does the first half in one command. Here every step is one line, as you would write it for your own data.
.EXAMPLE
    ./samples/quickstart.ps1 -Root ./quickstart
#>
param(
    # Directory of the workspace. It must not hold one yet.
    [string] $Root = (Join-Path ([IO.Path]::GetTempPath()) "optaic-$([guid]::NewGuid().ToString('N').Substring(0, 8))"),

    # The module: of this clone, unless said otherwise.
    [string] $Module = (Join-Path $PSScriptRoot '../OptAIC.psd1')
)
$ErrorActionPreference = 'Stop'
Import-Module $Module

# A workspace is a directory. From here on every cmdlet works on this one.
$env:OPTAIC_HOME = (Initialize-OptWorkspace $Root).Root

# Daily prices of US stocks. The last day is kept back: it arrives later.
$packed = [IO.File]::OpenRead((Join-Path $PSScriptRoot 'us_stocks/prices.csv.gz'))
$reader = [IO.StreamReader]::new([IO.Compression.GZipStream]::new($packed, [IO.Compression.CompressionMode]::Decompress))
$lines = $reader.ReadToEnd().TrimEnd() -split "`n"
$reader.Dispose()
$lastDay = ($lines[-1] -split ',')[0]
$csv = Join-Path $env:OPTAIC_HOME prices.csv
Set-Content $csv $lines.Where{ -not $_.StartsWith($lastDay) }

# A dataset, a signal, an optimiser and a backtest, each with its flow.
'prices', 'momentum', 'min_var', 'momentum_backtest' | ForEach-Object {
    Copy-Item (Join-Path $PSScriptRoot "quickstart/$_.yml") $env:OPTAIC_HOME
    New-OptInstance -Path (Join-Path $env:OPTAIC_HOME "$_.yml")
} | Out-Default

# What has to be run, and why; then run it, in lineage order.
Get-OptPlan +momentum_backtest | Out-Default
Invoke-OptPlan +momentum_backtest | Out-Default
Get-OptLineage +momentum_backtest -Node | Out-Default
Get-OptMetric momentum_backtest -Name total_return, ann_vol, sharpe, max_drawdown | Out-Default

# A second time there is nothing to do.
if (Get-OptPlan +momentum_backtest | Where-Object Action -NE Skip) { throw 'something is not ready' }

# The last day arrives. The flows know what that means for them, down to the file.
Add-Content $csv $lines.Where{ $_.StartsWith($lastDay) }
Test-OptFlow momentum_backtest -Explain | Where-Object Verdict -EQ Failed | Out-Default
Invoke-OptPlan +momentum_backtest | Out-Default
Get-OptMetric momentum_backtest -Name total_return, ann_vol, sharpe, max_drawdown | Out-Default

"The workspace is $env:OPTAIC_HOME. Try next:"
'    Get-OptRun momentum_backtest'
'    Get-OptData momentum | Select-Object -Last 10'
'    Get-OptLineage prices -Direction Downstream -Node'
