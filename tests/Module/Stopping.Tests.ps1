# However a pipeline ends, the work behind it ends too, and the flow is free again.
BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestWorkspace
    New-SleepingInstance $root
    $PSDefaultParameterValues['*-Opt*:Root'] = $root
}

Describe 'A run that a pipeline waits for' {
    AfterEach {
        Wait-Until { (Get-OptFlow slow).Status -ne 'Running' }
        (Get-OptRun slow -Limit 1).Status | Should -Be Cancelled
    }

    It 'is cancelled when the pipeline is stopped' {
        $shell = New-Shell "Invoke-OptFlow slow -Root '$root'"
        $running = $shell.BeginInvoke()
        Wait-Until { (Get-OptFlow slow).Status -eq 'Running' }
        $shell.Stop()
        { $shell.EndInvoke($running) } | Should -Throw
        $shell.Dispose()
    }

    It 'is cancelled when a cmdlet downstream has enough' {
        $first = Invoke-OptPlan prices, slow -Force | Select-Object -First 1
        $first.Instance | Should -Be prices
    }

    It 'is cancelled when something downstream throws' {
        { Invoke-OptPlan prices, slow -Force | ForEach-Object { throw 'enough' } } | Should -Throw enough
    }
}

Describe 'Reading a log' {
    BeforeAll {
        $run = Start-OptFlow slow
    }
    AfterAll {
        Stop-OptFlow slow
    }

    It 'ends when a cmdlet downstream has enough, and the run goes on' {
        Receive-OptRun $run.Id -Follow | Where-Object { $_ -eq 'woken' } | Select-Object -First 1 | Should -Be woken
        (Get-OptFlow slow).Status | Should -Be Running
    }

    It 'ends when the pipeline is stopped, and the run goes on' {
        $shell = New-Shell "Receive-OptRun $($run.Id) -Follow -Root '$root'"
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $reading = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
        Wait-Until { $output.Count -gt 0 }
        $shell.Stop()
        { $shell.EndInvoke($reading) } | Should -Throw
        $shell.Dispose()
        (Get-OptFlow slow).Status | Should -Be Running
    }

    It 'and waiting can be stopped likewise' {
        $shell = New-Shell "Wait-OptRun $($run.Id) -Root '$root'"
        $waiting = $shell.BeginInvoke()
        Start-Sleep -Milliseconds 500
        $shell.Stop()
        { $shell.EndInvoke($waiting) } | Should -Throw
        $shell.Streams.Error | Should -BeNullOrEmpty
        $shell.Dispose()
        (Get-OptFlow slow).Status | Should -Be Running
    }
}
