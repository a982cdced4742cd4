BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestFolder
    $null = Initialize-OptWorkspace $root
    $PSDefaultParameterValues['*-Opt*:Root'] = $root
    Write-Prices "$root/prices.csv" -Days 10
    $prices = "{ name: prices, type: DatasetInstance, pipeline: { definition: builtin.csv, config: { path: prices.csv } } }"
    $reversal = "{ name: reversal, definition: builtin.expression, config: { expression: '-1 * close' }, upstream_refs: [ { resource: prices } ] }"
    Set-Content "$root/stack.yml" "name: nightly`ninstances: [ $reversal, $prices ]"
}

Describe 'Invoke-OptStack' {
    It 'shows the plan with -WhatIf, makes it, and then finds nothing to do' {
        $plan = Invoke-OptStack "$root/stack.yml" -WhatIf
        $plan | Should -BeOfType OptAIC.OptStackStep
        $plan.Instance | Should -Be prices, reversal
        $plan.Where{ $_.Outcome } | Should -BeNullOrEmpty
        (Get-OptInstance) | Should -BeNullOrEmpty
        (Invoke-OptStack "$root/stack.yml").Outcome | Should -Be done, done
        (Invoke-OptStack "$root/stack.yml").Action | Select-Object -Unique | Should -Be Unchanged
    }

    It 'removes with -Prune what the manifest no longer has' {
        Set-Content "$root/stack.yml" "name: nightly`ninstances: [ $prices ]"
        $step = Invoke-OptStack "$root/stack.yml" -Prune | Where-Object Action -eq Remove
        $step.Instance | Should -Be reversal
        (Get-OptInstance).Name | Should -Be prices
    }

    It 'lists every mistake, and changes nothing' {
        Set-Content "$root/wrong.yml" "one: { definition: builtin.nothing }`ntwo: { definition: builtin.csv, config: { paht: x } }"
        $wrong = Get-ErrorOf { Invoke-OptStack "$root/wrong.yml" }
        $wrong.FullyQualifiedErrorId | Should -Be 'InvalidStack,OptAIC.Commands.InvokeOptStackCommand'
        (Get-OptInstance).Name | Should -Be prices
    }
}
