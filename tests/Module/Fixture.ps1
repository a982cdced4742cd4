# What the suites share: the module under test, small workspaces, and a PowerShell of one's own.
$ErrorActionPreference = 'Stop'
$Repository = Split-Path (Split-Path $PSScriptRoot)
$Manifest = $env:OPTAIC_MODULE ? $env:OPTAIC_MODULE : (Join-Path $Repository OptAIC.psd1)
Import-Module $Manifest

# A folder that is gone when the suite is. Not on TestDrive, which forgets after each block what the block has written.
function New-TestFolder {
    (New-Item -ItemType Directory (Join-Path $env:OPTAIC_TEST_FOLDER ([guid]::NewGuid().ToString('N').Substring(0, 8)))).FullName
}

# Daily prices of three made-up stocks, the same on every machine.
function Write-Prices([string] $Path, [int] $Days = 60, [int] $Skip = 0) {
    $lines = foreach ($day in $Skip..($Days - 1)) {
        $date = [datetime]::new(2024, 1, 1).AddDays($day + 2 * [Math]::Floor($day / 5))
        foreach ($entity in 'AAA', 'BBB', 'CCC') {
            $close = 100 + 10 * [Math]::Sin(($day + 7 * [int][char]$entity[0]) / 5.0) + $day * ([int][char]$entity[0] - 64) / 20.0
            [string]::Format([cultureinfo]::InvariantCulture, '{0:yyyy-MM-dd},{1},{2:0.0000},{2:0.0000},{2:0.0000},{2:0.0000},1000', $date, $entity, $close)
        }
    }
    if ($Skip -eq 0) { Set-Content $Path 'date,symbol,open,high,low,close,volume' }
    Add-Content $Path $lines
}

# A crontab of the test's own: a program of that name in front of the PATH, which keeps it in a folder, and a folder for the user's settings.
function Use-StandInCrontab {
    $folder = New-TestFolder
    Set-Content "$folder/crontab" "#!/bin/sh`nif [ `"`$1`" = -l ]; then [ -f '$folder/kept' ] || { echo 'no crontab for tester' >&2; exit 1; }; cat '$folder/kept'; else cat > '$folder/kept'; fi"
    if (!$IsWindows) { chmod +x "$folder/crontab" }
    $env:PATH = "$folder$([IO.Path]::PathSeparator)$env:PATH"
    $env:XDG_CONFIG_HOME = "$folder/config"
    $folder
}

# Conda itself is not to be had everywhere: a script makes a folder as it would, and says that two packages are in it.
function Use-StandInConda {
    $folder = New-TestFolder
    Set-Content "$folder/conda" '#!/bin/sh
case "$*" in
--version) echo "conda 24.1.2" ;;
"env create "*) mkdir -p "$4/conda-meta" "$4/bin" ;;
"env export "*) printf "dependencies:\n- python=3.11.4\n- numpy=1.26.0\n" ;;
*) exit 2 ;;
esac'
    if (!$IsWindows) { chmod +x "$folder/conda" }
    $env:PATH = "$folder$([IO.Path]::PathSeparator)$env:PATH"
    $folder
}

# A backpack with an environment that can be removed by everybody.
function New-NumbersBackpack([string] $Path) {
    $null = New-Item -ItemType Directory "$Path/workflow", "$Path/software"
    Set-Content "$Path/workflow/numbers.ps1" 'exit 0'
    Set-Content "$Path/software/environment.yml" "scope: instance`nchannels: [conda-forge]`ndependencies:`n  - python # the language`n"
}

# prices → momentum, min_var → momentum_backtest, over a few rows.
function New-TestWorkspace([switch] $Refreshed) {
    $root = New-TestFolder
    $null = Initialize-OptWorkspace $root
    Write-Prices "$root/prices.csv"
    New-TestInstance $root prices "type: DatasetInstance
pipeline: { definition: builtin.csv, config: { path: prices.csv } }
store: { definition: builtin.sqlite }
accessor: { definition: builtin.simple }
tags: [nightly]"
    New-TestInstance $root momentum "type: SignalInstance
definition: builtin.expression
config: { expression: 'ZSCORE(REF(close, 1) / REF(close, 5) - 1)', output: momentum }
upstream_refs: [ { resource: prices, role: input } ]
signal_spec: { min: -12, max: 12, allow_nan: true }"
    New-TestInstance $root min_var "type: PortfolioOptimizerInstance
definition: builtin.min_variance
config: { long_only: true, lookback: 20 }
upstream_refs: [ { resource: prices, role: input } ]"
    New-TestInstance $root momentum_backtest "type: BacktestInstance
assets: { prices: prices, universe: all, benchmark: AAA }
signals: { primary: momentum, optimizer: min_var }
config: { rebalance: weekly, fill: next_open, portfolio: { select: { rule: top, n: 2 } } }"
    if ($Refreshed) { $null = Invoke-OptPlan +momentum_backtest -Root $root }
    $root
}

function New-TestInstance([string] $Root, [string] $Name, [string] $Spec) {
    Set-Content "$Root/$Name.yml" "name: $Name`n$Spec"
    $null = New-OptInstance -Path "$Root/$Name.yml" -Root $Root
}

# An instance whose flow sleeps until it is stopped.
function New-SleepingInstance([string] $Root, [string] $Name = 'slow') {
    New-TestInstance $Root $Name "type: DatasetInstance
pipeline:
  definition: builtin.command
  config: { command: [pwsh, -NoProfile, -NonInteractive, -Command, 'Write-Host woken; Start-Sleep 300'] }
store: { definition: builtin.sqlite }
accessor: { definition: builtin.simple }"
}

# A run as a script sees it: the context file that OPTAIC_CONTEXT names, with folders of its own.
function New-RunContext {
    $folder = New-TestFolder
    $null = New-Item -ItemType Directory "$folder/output/artifacts", "$folder/workflow"
    Set-Content "$folder/prices.csv" "date,entity,close`n2024-01-31,AAA,100`n2024-02-29,AAA,110"
    [ordered]@{
        format = 1; run_id = [guid]::NewGuid(); instance = 'monthly'; instance_id = [guid]::NewGuid(); type = 'DatasetInstance'; flow = 'refresh'
        definition = 'monthly_returns@1.0.0'; trigger = 'manual'; actor = 'tester'; attempt = 1; started_at = '2024-03-29T18:00:00.000Z'
        as_of = $null; last_data_date = '2024-02-29'; data_version = $null
        directory = $folder; workflow = "$folder/workflow"; output = "$folder/output"; artifacts = "$folder/output/artifacts"
        metrics = "$folder/output/metrics.json"; report = "$folder/report"
        config = [ordered]@{ window = 20; decay = 0.94; symbols = 'AAA', 'BBB'; vendor = @{ name = 'A "quoted" name' }; api_key = 'vendor_key' }
        secrets = @{ api_key = 'OPTAIC_SECRET_API_KEY' }
        inputs = @([ordered]@{ instance = 'prices'; flow = 'refresh'; role = 'input'; data_version = 'abc'; last_data_date = '2024-02-29'; format = 'sqlite'; path = "$folder/store.db"; load_id = 1; csv = "$folder/prices.csv" })
    } | ConvertTo-Json -Depth 5 | Set-Content "$folder/context.json"
    "$folder/context.json"
}

# Everything that is in a workspace but the registry, which a reader may touch.
function Get-StoreHash([string] $Root) {
    $files = Get-ChildItem $Root -Recurse -File -Force | Where-Object Name -NotLike 'registry.db*' | Sort-Object FullName
    ($files | ForEach-Object { "$($_.FullName) $((Get-FileHash $_.FullName).Hash)" }) -join "`n"
}

# Runs a script in a new PowerShell and returns what it wrote as JSON.
function Invoke-NewShell([string] $Script) {
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes("`$ErrorActionPreference = 'Stop'; & { $Script } | ConvertTo-Json -Depth 4 -Compress"))
    pwsh -NoProfile -NonInteractive -EncodedCommand $encoded | ConvertFrom-Json -NoEnumerate
}

# The error that a script ends with, or writes last.
function Get-ErrorOf([scriptblock] $Script) {
    $written = @()
    try { $null = & $Script -ErrorVariable +written 2>&1 | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { $written += $_ } } }
    catch { $written += $_ }
    $written[-1]
}

# Waits until a condition holds; a minute is longer than any machine needs.
function Wait-Until([scriptblock] $Condition) {
    $deadline = [datetime]::UtcNow.AddMinutes(1)
    while (-not (& $Condition)) {
        if ([datetime]::UtcNow -gt $deadline) { throw "this never came true: $Condition" }
        Start-Sleep -Milliseconds 50
    }
}

# A PowerShell beside this one, with the module.
function New-Shell([string] $Script) {
    $shell = [powershell]::Create()
    $null = $shell.AddScript("Import-Module '$Manifest'; $Script")
    $shell
}
