BeforeDiscovery {
    $cases = @(
        @{ Id = 'WorkspaceNotFound'; Category = 'ObjectNotFound'; Target = '*nowhere'; Script = { Get-OptInstance -Root "$root/nowhere" } }
        @{ Id = 'InstanceNotFound'; Category = 'ObjectNotFound'; Target = 'pricse'; Script = { Get-OptInstance pricse } }
        @{ Id = 'InstanceNotFound'; Category = 'ObjectNotFound'; Target = 'orphan'; Script = { New-OptInstance builtin.min_variance orphan -Upstream @{ input = 'nope' } } }
        @{ Id = 'DefinitionNotFound'; Category = 'ObjectNotFound'; Target = 'builtin.nope'; Script = { New-OptInstance builtin.nope } }
        @{ Id = 'DefinitionNotFound'; Category = 'ObjectNotFound'; Target = 'builtin.nope'; Script = { Get-OptDefinition builtin.nope } }
        @{ Id = 'DefinitionNotFound'; Category = 'ObjectNotFound'; Target = 'builtin.csv@9.0.0'; Script = { Get-OptDefinition builtin.csv@9.0.0 } }
        @{ Id = 'RunNotFound'; Category = 'ObjectNotFound'; Target = 'ffffffff'; Script = { Get-OptRun -Id ffffffff } }
        @{ Id = 'FlowNotFound'; Category = 'ObjectNotFound'; Target = 'prices'; Script = { Test-OptFlow prices -Flow Training } }
        @{ Id = 'NameTaken'; Category = 'ResourceExists'; Target = 'momentum'; Script = { New-OptInstance builtin.equal_weight momentum -Upstream @{ input = 'prices' } } }
        @{ Id = 'InvalidSpec'; Category = 'InvalidData'; Target = 'a/b'; Script = { New-OptInstance builtin.equal_weight a/b -Upstream @{ input = 'prices' } } }
        @{ Id = 'InvalidSpec'; Category = 'InvalidData'; Target = 'wrong'; Script = { New-OptInstance builtin.min_variance wrong -Config @{ lookback = 'x' } -Upstream @{ input = 'prices' } } }
        @{ Id = 'InvalidDefinition'; Category = 'InvalidData'; Target = '*broken'; Script = { Register-OptDefinition "$root/broken" } }
        @{ Id = 'InvalidSelector'; Category = 'InvalidArgument'; Target = 'status:blue'; Script = { Get-OptPlan status:blue } }
        @{ Id = 'UpstreamNotReady'; Category = 'ResourceUnavailable'; Target = 'momentum.refresh'; Script = { Invoke-OptFlow momentum } }
        @{ Id = 'HasDownstream'; Category = 'InvalidOperation'; Target = 'prices'; Script = { Remove-OptInstance prices } }
        @{ Id = 'NotPublished'; Category = 'ResourceUnavailable'; Target = 'prices'; Script = { Get-OptData prices } }
        @{ Id = 'DefinitionInUse'; Category = 'InvalidOperation'; Target = 'loads@1.0.0'; Script = { Unregister-OptDefinition loads@1.0.0 } }
        @{ Id = 'BuiltinDefinition'; Category = 'InvalidArgument'; Target = 'builtin.csv'; Script = { Unregister-OptDefinition builtin.csv } }
        @{ Id = 'InvalidTick'; Category = 'InvalidArgument'; Target = '*'; Script = { Export-OptSchedule -Every 7 } }
        @{ Id = 'PathNotFileSystem'; Category = 'InvalidArgument'; Target = 'Env:PATH'; Script = { Test-OptDefinition Env:PATH } }
    )
}
BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestWorkspace
    $PSDefaultParameterValues['*-Opt*:Root'] = $root
    $null = New-Item -ItemType Directory "$root/broken"
    $null = New-Item -ItemType Directory "$root/loads"
    Set-Content "$root/loads/definition.yml" "kind: PipelineDef`nname: loads`nversion: 1.0.0`nentry: { command: [echo, hi] }"
    Register-OptDefinition "$root/loads"
    $null = New-OptInstance loads used_loads
    Set-Content "$root/broken/definition.yml" "kind: PipelineDef`nname: broken`nversion: one"
}

Describe 'The error <Id> of <Script>' -ForEach $cases {
    BeforeAll {
        $failure = $null
        try { $null = & $Script 2>&1 | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { $failure = $_ } } }
        catch { $failure = $_ }
    }

    It 'has a stable id, a category and the item as its target' {
        $failure.FullyQualifiedErrorId | Should -MatchExactly "^$Id,OptAIC\.Commands\.[A-Za-z]+Command$"
        $failure.CategoryInfo.Category | Should -Be $Category
        "$($failure.TargetObject)" | Should -BeLike $Target
    }

    It 'speaks of cmdlets, not of the command line' {
        "$($failure.ErrorDetails.Message) $($failure.ErrorDetails.RecommendedAction)" | Should -Not -Match '(?<![\w./])optaic |(?<!\w)--[a-z]'
    }
}

Describe 'An error about one item' {
    It 'does not end the pipeline' {
        $found = 'nope', 'prices' | Get-OptRun -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Should -HaveCount 1
        $found | Should -BeNullOrEmpty
    }

    It 'lets -ErrorAction Stop end it' {
        { Get-OptInstance nope -ErrorAction Stop } | Should -Throw -ErrorId 'InstanceNotFound,*'
    }
}

Describe 'Damage' {
    It 'a deleted registry is rebuilt, with a warning and the same listing' {
        $before = (Get-OptInstance).Id
        Remove-Item "$root/registry.db*"
        (Get-OptInstance -WarningVariable warnings -WarningAction SilentlyContinue).Id | Should -Be $before
        "$warnings" | Should -BeLike '*registry*'
    }

    It 'a truncated document is found, moved aside by the repair, and never deleted' {
        $document = "$((Get-OptInstance min_var).Path)/instance.json"
        $content = Get-Content $document -Raw
        Set-Content $document $content.Substring(0, 40) -NoNewline
        Test-OptWorkspace -Quiet | Should -BeFalse
        (Test-OptRegistry).Code | Should -Contain unreadable_document
        $preview = Repair-OptRegistry -WhatIf
        $preview.Actions | Should -Not -BeNullOrEmpty
        $document | Should -Exist
        (Repair-OptRegistry).Actions | Should -Not -BeNullOrEmpty
        "$document.corrupt-*" | Should -Exist
    }
}
