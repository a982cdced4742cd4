BeforeAll {
    . $PSScriptRoot/Fixture.ps1

    # Registers a script as the pipeline 'p' and runs it; the run as it ended.
    function Invoke-Program([string] $Root, [string] $Script, [string] $Kind = 'PipelineDef', [string] $More = '', [string] $Spec = '') {
        $name = "p$([guid]::NewGuid().ToString('N').Substring(0, 8))"
        $folder = "$(New-TestFolder)/$name"
        $null = New-Item -ItemType Directory $folder
        Set-Content "$folder/run.ps1" $Script
        Set-Content "$folder/definition.yml" "kind: $Kind`nname: $name`nversion: 1.0.0`nentry: { command: [pwsh, -NoProfile, -File, run.ps1] }`n$More"
        $null = Register-OptDefinition $folder -Root $Root
        New-TestInstance $Root $name "definition: $name`n$Spec"
        $null = Invoke-OptFlow $name -Force -Root $Root -ErrorAction Ignore
        Get-OptRun $name -Root $Root | Select-Object -First 1
    }
}

Describe 'A script that a run starts' {
    BeforeAll {
        $root = New-TestWorkspace
        $null = Invoke-OptPlan prices -Root $root
    }

    It 'finds the cmdlets by name, without import and without profile, and its results are kept' {
        $run = Invoke-Program $root @'
$ErrorActionPreference = 'Stop'
$context = Get-OptRunContext
$rows = Import-Csv $context.Inputs[0].Csv
$rows | ForEach-Object { [pscustomobject]@{ Date = $_.date; Entity = $_.entity; Twice = 2 * $_.close } } | Write-OptOutput
Write-OptMetric 'rows = "all" of a b' $rows.Count
Set-Content note.txt "window $($context.Config.window)"
Write-OptArtifact note.txt -Folder notes
Write-OptOutput -LastDataDate 2024-12-31
'@ -More 'parameters_schema: { type: object, properties: { window: { type: integer, default: 20 } } }' -Spec 'upstream_refs: [ { resource: prices, role: input } ]'
        $run.Error | Should -BeNullOrEmpty
        $run.Status | Should -Be Completed
        $run.Metrics['rows = "all" of a b'] | Should -Be 180
        $run.LastDataDate | Should -Be ([DateOnly]'2024-12-31')
        Split-Path -Leaf $run.Artifacts[0].Path | Should -Be note.txt
        Get-Content $run.Artifacts[0].Path | Should -Be 'window 20'
        $twice = Get-OptData $run.Instance -Root $root -Limit 1
        $twice.Twice | Should -Be (2 * (Get-OptData prices -Root $root -Limit 1).close)
    }

    It 'that throws publishes nothing, and the run says why' {
        $run = Invoke-Program $root "[pscustomobject]@{ date = '2024-01-02'; entity = 'A'; close = 1 } | Write-OptOutput; throw 'no prices today'"
        $run.Status | Should -Be Failed
        $run.ExitCode | Should -Be 1
        $run.Error | Should -BeLike '*no prices today*'
        $run.DataVersion | Should -BeNullOrEmpty
    }

    It 'reports whatever becomes of its output, also from jobs and parallel runspaces' {
        $run = Invoke-Program $root @'
[Console]::Out.Write('no line end ')
Write-OptMetric first 1 *> $null
$null = Start-Job { Write-OptMetric job 2 } | Receive-Job -Wait
1..20 | ForEach-Object -Parallel { Write-OptMetric "m$_" $_ } -ThrottleLimit 4
'@ -Kind WorkflowDef
        $run.Error | Should -BeNullOrEmpty
        $run.Metrics.Count | Should -Be 22
        $run.Metrics['m20'] | Should -Be 20
    }

    It 'has its secrets in the environment, and shows them to nobody' {
        $secret = "very $([guid]::NewGuid()) secret"
        $env:OPTAIC_SECRET_TEST_KEY = $secret
        try {
            $run = Invoke-Program $root @'
$variable = (Get-OptRunContext).Secrets.api_key
$key = [Environment]::GetEnvironmentVariable($variable)
"key: $key"; [Console]::Error.WriteLine($key); Write-Warning $key
Write-OptMetric $key 1
Write-OptMetric length $key.Length
throw "cannot log in with $key"
'@ -More 'parameters_schema: { type: object, properties: { api_key: { type: string, format: secret-ref } } }' -Spec 'config: { api_key: test_key }' -Kind WorkflowDef
        }
        finally { $env:OPTAIC_SECRET_TEST_KEY = $null }
        $run.Error | Should -BeLike '*cannot log in with*'
        Receive-OptRun $run.Id -Root $root | Select-Object -First 1 | Should -Be 'key: ***'
        Get-ChildItem $root -Recurse -File -Force | Where-Object { [IO.File]::ReadAllText($_.FullName).Contains($secret.Substring(5, 36)) } | Should -BeNullOrEmpty
    }
}

Describe 'A secret in a vault' {
    BeforeAll {
        $root = New-TestWorkspace
        $vaults = New-TestFolder
        $null = New-Item -ItemType Directory "$vaults/Microsoft.PowerShell.SecretManagement"
        # Stands in for the real module: the vault 'Ours' knows one name.
        Set-Content "$vaults/Microsoft.PowerShell.SecretManagement/Microsoft.PowerShell.SecretManagement.psm1" @'
function Get-Secret([string] $Name, [string] $Vault, [switch] $AsPlainText) {
    if ($Name -ne 'vendor' -or ($Vault -and $Vault -ne 'Ours')) { throw "The secret $Name was not found." }
    'from the "vault" é'
}
'@
        $more = 'parameters_schema: { type: object, properties: { key: { type: string, format: secret-ref } } }'
        $script = '$key = $env:OPTAIC_SECRET_KEY; Write-OptMetric length $key.Length; Write-OptMetric last ([int]$key[-1])'
        $env:PSModulePath = $vaults + [IO.Path]::PathSeparator + $env:PSModulePath
    }
    AfterAll { $env:PSModulePath = $env:PSModulePath.Substring($vaults.Length + 1) }

    It '<_> is found' -ForEach 'vault:vendor', 'vault:Ours/vendor', 'vendor' {
        $run = Invoke-Program $root $script -Kind WorkflowDef -More $more -Spec "config: { key: '$_' }"
        $run.Error | Should -BeNullOrEmpty
        $run.Metrics['length'] | Should -Be 18
        $run.Metrics['last'] | Should -Be 233
    }

    It 'that is not there refuses the run with all places that were looked at' {
        $run = Invoke-Program $root $script -Kind WorkflowDef -More $more -Spec 'config: { key: missing }'
        $run.ErrorType | Should -Be secret_not_found
        $run.Error | Should -BeLike "*environment variable OPTAIC_SECRET_MISSING*$root*secrets*SecretManagement (The secret missing was not found.)"
    }
}

Describe 'Outside of a run' {
    BeforeAll { $env:OPTAIC_CONTEXT = $null }

    It '<Name> says so' -ForEach @(
        @{ Name = 'Get-OptRunContext'; Script = { Get-OptRunContext } }
        @{ Name = 'Write-OptMetric'; Script = { Write-OptMetric a 1 } }
        @{ Name = 'Write-OptOutput'; Script = { 1 | Write-OptOutput } }
        @{ Name = 'Write-OptArtifact'; Script = { Write-OptArtifact a.txt } }
    ) {
        $found = Get-ErrorOf $Script
        $found.FullyQualifiedErrorId | Should -BeLike 'NotInRun,*'
        $found.Exception.Message | Should -BeLike "$Name works in scripts*"
    }
}

Describe 'With a context file' {
    BeforeEach {
        $env:OPTAIC_CONTEXT = New-RunContext
        $folder = Split-Path $env:OPTAIC_CONTEXT
        Push-Location "$folder/workflow"
    }
    AfterEach {
        Pop-Location
        $env:OPTAIC_CONTEXT = $null
    }

    It 'the context is typed, and its config reads like a hashtable' {
        $context = Get-OptRunContext
        $context | Should -BeOfType ([OptAIC.OptRunContext])
        $context.Flow | Should -Be ([OptAIC.Model.FlowKind]::Refresh)
        $context.LastDataDate | Should -Be ([DateOnly]'2024-02-29')
        $context.Config.Window | Should -Be 20
        $context.Config.vendor.name | Should -Be 'A "quoted" name'
        $context.Config.symbols | Should -Be 'AAA', 'BBB'
        $context.Inputs[0].Csv | Should -Exist
    }

    It 'rows are written the same way in every culture' {
        $thread = [System.Threading.Thread]::CurrentThread
        $before = $thread.CurrentCulture
        $thread.CurrentCulture = 'de-DE'
        try {
            [pscustomobject]@{ Date = [datetime]'2024-03-29'; Symbol = 'A,"B"'; x = 0.1; n = $null; at = [datetime]::new(2024, 3, 29, 18, 30, 0); nan = [double]::NaN; ok = $true },
            [ordered]@{ date = [DateOnly]'2024-04-01'; symbol = "é"; x = 1e-20; ok = $false } | Write-OptOutput rows
        }
        finally { $thread.CurrentCulture = $before }
        [IO.File]::ReadAllText("$folder/output/rows.csv") | Should -Be "date,symbol,x,n,at,nan,ok`n2024-03-29,`"A,`"`"B`"`"`",0.1,,2024-03-29T18:30:00,,true`n2024-04-01,é,1E-20,,,,false`n"
    }

    It 'a second call continues the file, and other columns are refused' {
        [pscustomobject]@{ date = '2024-01-01'; entity = 'A'; close = 1 } | Write-OptOutput
        [pscustomobject]@{ close = 2; entity = 'A'; date = '2024-01-02' } | Write-OptOutput
        (Get-ErrorOf { [pscustomobject]@{ date = '2024-01-03'; entity = 'A'; price = 1 } | Write-OptOutput }).FullyQualifiedErrorId | Should -BeLike 'ColumnMismatch,*'
        (Get-ErrorOf { 5 | Write-OptOutput other }).FullyQualifiedErrorId | Should -BeLike 'ColumnMismatch,*'
        Get-Content "$folder/output/output.csv" | Should -Be 'date,entity,close', '2024-01-01,A,1', '2024-01-02,A,2'
    }

    It 'rows are in the file when a pipeline ends early' {
        $null = 1..1000 | ForEach-Object { [pscustomobject]@{ date = '2024-01-01'; entity = "E$_"; close = $_ } } | Write-OptOutput -PassThru | Select-Object -First 3
        Get-Content "$folder/output/output.csv" | Should -HaveCount 4
    }

    It 'metrics with odd names cannot break the report' {
        Write-OptMetric "a b`u{1F600}=`"x`"" 1.5
        Write-OptMetric none $null
        (Get-ErrorOf { Write-OptMetric bad ([double]::PositiveInfinity) }).FullyQualifiedErrorId | Should -BeLike 'MetricNotFinite,*'
        $lines = Get-Content "$folder/report"
        $lines | Should -HaveCount 2
        $lines[0] | Should -MatchExactly '^optaic::metric \{[ -~]+\}$'
        ($lines[0].Substring(15) | ConvertFrom-Json).name | Should -Be "a b`u{1F600}=`"x`""
        ($lines[1].Substring(15) | ConvertFrom-Json).value | Should -BeNullOrEmpty
    }

    It 'artifacts are copied at once, by wildcard too, and never out of their folder' {
        Set-Content -LiteralPath 'a[1].txt', b.txt x
        $kept = @(Write-OptArtifact *.txt -PassThru) + (Get-Item -LiteralPath 'a[1].txt' | Write-OptArtifact -Folder sub -PassThru)
        Remove-Item *.txt
        foreach ($path in $kept.Path) { Test-Path -LiteralPath $path | Should -BeTrue }
        $kept[-1].Path | Should -Be ([IO.Path]::Combine($folder, 'output', 'artifacts', 'sub', 'a[1].txt'))
        Set-Content b.txt x
        (Get-ErrorOf { Write-OptArtifact b.txt -Folder ../.. }).FullyQualifiedErrorId | Should -BeLike 'FolderOutside,*'
        (Get-ErrorOf { Write-OptArtifact missing.txt }).CategoryInfo.Category | Should -Be ObjectNotFound
    }

    It 'a file that is no context is said to be none' {
        Set-Content $env:OPTAIC_CONTEXT '{ "format": 1 }'
        (Get-ErrorOf { Write-OptMetric a 1 }).FullyQualifiedErrorId | Should -BeLike 'InvalidRunContext,*'
        Set-Content $env:OPTAIC_CONTEXT '{ "format": 2 }'
        (Get-ErrorOf { Get-OptRunContext }).Exception.Message | Should -BeLike '*format 2*format 1*'
    }

    It 'the engine is not loaded for any of it' {
        $loaded = Invoke-NewShell "Import-Module '$Manifest'; `$null = Get-OptRunContext; Write-OptMetric a 1; [pscustomobject]@{ date = 1 } | Write-OptOutput; [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { `$_.GetName().Name }"
        $loaded | Should -Contain OptAIC
        $loaded | Should -Not -Contain OptAIC.Engine
    }
}
