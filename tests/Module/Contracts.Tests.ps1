BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestWorkspace -Refreshed
    $PSDefaultParameterValues['*-Opt*:Root'] = $root
    New-TestInstance $root guarded "type: DatasetInstance
definition: builtin.csv
config: { path: prices.csv }
guardrail_contracts: [ { assert: close > 0 }, { assert: volume > 1000, enforcement: warn } ]"
    New-TestInstance $root reversal "type: DatasetInstance
definition: builtin.expression
config: { expression: '-1 * DELTA(close, 5) / close', output: reversal }
upstream_refs: [ { resource: prices, role: input } ]"
    New-TestInstance $root empty_one "type: DatasetInstance
definition: builtin.csv
config: { path: prices.csv }"
    $null = Invoke-OptPlan guarded, reversal
}

Describe 'Test-OptData' {
    It 'reports every contract of an instance with its outcome' {
        $reports = @(Test-OptData guarded)
        $reports.Outcome | Should -Be 'Passed', 'Warned'
        $reports[1].Issues[0].Message | Should -BeLike '*rows fail*'
    }

    It 'takes instances from the pipeline' {
        (Get-OptInstance guarded, reversal | Test-OptData -Assert 'close > 0 || reversal < 10' -ErrorAction SilentlyContinue).Count | Should -BeGreaterOrEqual 2
        'guarded' | Test-OptData -Assert 'close > 1' -Only | ForEach-Object Outcome | Should -Be 'Passed'
    }

    It 'says only whether nothing blocks when asked quietly' {
        Test-OptData guarded -Quiet | Should -BeTrue
        Test-OptData guarded -Assert 'close > 1000000' -Quiet | Should -BeFalse
    }

    It 'lets a share of the rows fail' {
        Test-OptData guarded -Only -Assert 'close > 1000000' -AllowFailing 1 -Quiet | Should -BeTrue
    }

    It 'takes contracts from files' {
        Set-Content "$root/strict.yml" '- { kind: dataset.coverage, config: { min_entities: 5 } }'
        $report = Test-OptData guarded -Only -Contract "$root/strict.yml"
        $report.Outcome | Should -Be 'Blocked'
        $report.Issues | Should -Not -BeNullOrEmpty
    }

    It 'errs with <Id> for <What>, and goes on with the next' -ForEach @(
        @{ What = 'an instance that is not there'; Name = 'gone'; Assert = 'close > 0'; Id = 'InstanceNotFound'; Category = 'ObjectNotFound' }
        @{ What = 'one that has published nothing'; Name = 'empty_one'; Assert = 'close > 0'; Id = 'NotPublished'; Category = 'ResourceUnavailable' }
    ) {
        $reports = Test-OptData $Name, guarded -Only -Assert $Assert -ErrorVariable problems -ErrorAction SilentlyContinue
        $reports.Outcome | Should -Be 'Passed'
        $problems[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $problems[0].TargetObject | Should -Not -BeNullOrEmpty
    }

    It 'refuses a condition that cannot be read' {
        { Test-OptData guarded -Assert 'close >' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidContract,*'
    }
}

Describe 'Publish-OptInstance' {
    It 'shows with -WhatIf what would be done and checked, and does nothing' {
        $shown = Publish-OptInstance reversal -To Signal -SignalSpec @{ min = -1; max = 1 } -WhatIf
        $shown.Changed | Should -BeTrue
        (Get-OptInstance reversal).Type | Should -Be 'DatasetInstance'
    }

    It 'refuses data that the spec does not allow, and leaves the instance as it was' {
        { Publish-OptInstance reversal -To Signal -SignalSpec @{ max = 0.0001 } -ErrorAction Stop } | Should -Throw -ErrorId 'Contract,*'
        (Get-OptInstance reversal).Type | Should -Be 'DatasetInstance'
    }

    It 'makes a dataset a signal in place, with instances from the pipeline' {
        $before = Get-OptInstance reversal
        $after = $before | Publish-OptInstance -To Signal -SignalSpec @{ min = -1; max = 1 } -PassThru
        $after.Type | Should -Be 'SignalInstance'
        $after.Id | Should -Be $before.Id
        $after.Path | Should -Be $before.Path
    }

    It 'goes one stage forward at a time' {
        { Publish-OptInstance reversal -Stage Official -ErrorAction Stop } | Should -Throw -ErrorId 'PromotionRefused,*'
        (Publish-OptInstance reversal -Stage Staging -PassThru).Stage | Should -Be 'Staging'
        (Publish-OptInstance reversal -Stage Official -Reason 'agreed' -PassThru).Stage | Should -Be 'Official'
    }

    It 'goes back as far as asked' {
        (Publish-OptInstance reversal -Stage Draft -PassThru).Stage | Should -Be 'Draft'
        (Publish-OptInstance reversal -To Dataset -PassThru).Type | Should -Be 'DatasetInstance'
    }

    It 'has nothing to do where the instance is there already' {
        Publish-OptInstance reversal -Stage Draft -PassThru | ForEach-Object Stage | Should -Be 'Draft'
    }

    It 'needs something published' {
        { Publish-OptInstance empty_one -Stage Staging -ErrorAction Stop } | Should -Throw -ErrorId 'NotPublished,*'
    }

    It 'errs for a name that is not there and is silent for a pattern' {
        { Publish-OptInstance gone -Stage Draft -ErrorAction Stop } | Should -Throw -ErrorId 'InstanceNotFound,*'
        Publish-OptInstance 'gone*' -Stage Draft -ErrorAction Stop | Should -BeNullOrEmpty
    }
}
