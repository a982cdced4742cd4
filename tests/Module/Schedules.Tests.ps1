BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $root = New-TestWorkspace -Refreshed
    $PSDefaultParameterValues['*-Opt*:Root'] = $root
}

Describe 'A schedule' {
    It 'is set, shown, switched off and on down the pipeline' {
        $set = Set-OptSchedule prices -Cron '0 6 * * 1-5' -TimeZone 'Eastern Standard Time' -Jitter 30s -CatchUp All -PassThru
        $set.Text | Should -Be 'cron 0 6 * * 1-5'
        $set.TimeZone | Should -Be 'America/New_York'
        $set.CatchUp | Should -Be All
        $set.Next[0].Local.Hour | Should -Be 6
        (Get-OptInstance prices | Disable-OptSchedule -PassThru).State | Should -Be Disabled
        (Get-OptSchedule | Enable-OptSchedule -PassThru).State | Should -Be Waiting
        (Get-OptFlow prices).Schedule | Should -Be 'cron 0 6 * * 1-5'
        (Get-OptFlow prices).NextRunAt | Should -Not -BeNullOrEmpty
        (Get-OptFlow prices).LastOutcome | Should -Be Completed
        (Set-OptSchedule min_var -Interval 1h -StartTime 09:30 -EndTime 16:00 -Weekday mon-fri -PassThru).Text | Should -Be 'every 60 min from 09:30 to 16:00 mon-fri'
        (Set-OptSchedule min_var -Kind Manual -PassThru).State | Should -Be Manual
    }

    It 'tells its next ten instants with their rules' {
        $next = Get-OptSchedule prices -Next 10 -Explain
        $next.Count | Should -Be 10
        $next[0].Flow | Should -Be 'prices.refresh'
        ($next.Utc | Sort-Object) | Should -Be $next.Utc
    }

    It 'of a flow that has none is manual, and cannot be switched' {
        (Get-OptSchedule min_var).Kind | Should -Be Manual
        { Enable-OptSchedule min_var -ErrorAction Stop } | Should -Throw -ErrorId 'NoSchedule*'
    }

    It 'that cannot be is refused, and stays as it was' {
        { Set-OptSchedule prices -Cron '61 * * * *' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidSpec*'
        { Set-OptSchedule prices -TimeZone Nowhere -ErrorAction Stop } | Should -Throw -ErrorId 'UnknownTimeZone*'
        (Get-OptSchedule prices).Text | Should -Be 'cron 0 6 * * 1-5'
    }

    It 'of a name that does not exist is an error, of a pattern that matches nothing is not' {
        { Get-OptSchedule nowhere -ErrorAction Stop } | Should -Throw -ErrorId 'InstanceNotFound*'
        Get-OptSchedule nowhere* | Should -BeNullOrEmpty
    }

    It 'can be tried out without a workspace' {
        $next = Get-OptSchedule -Cron '30 2 * * *' -TimeZone Europe/Berlin -From 2026-03-28 -Next 2 -Root (Join-Path (New-TestFolder) none)
        $next.Rule | Should -Be 'Normal', 'Gap'
        $next[1].Local.ToString('HH:mm zzz') | Should -Be '03:00 +02:00'
    }
}

Describe 'What is due' {
    BeforeAll {
        Set-OptSchedule prices -Cron '* * * * * *' -TimeZone UTC -Jitter 0 -CatchUp Last
        Set-OptSchedule momentum -Kind Upstream
    }

    It 'is started, and what follows it' {
        Start-Sleep 1.2
        $events = Invoke-OptSchedule -ErrorAction Stop
        ($events | Where-Object { $_.Kind -eq 'Started' }).Instance | Should -Contain prices
        ($events | Where-Object { $_.Kind -eq 'Completed' }).Instance | Should -Contain prices
        (Get-OptRun prices)[0].Trigger | Should -Be Schedule
        (Get-OptSchedule prices).LastOutcome | Should -Be Completed
    }

    It 'starts for as long as somebody looks on' {
        $started = Invoke-OptSchedule -Loop | Where-Object Kind -eq Completed | Select-Object -First 2
        $started.Count | Should -Be 2
    }

    It 'and fails is an error, and an alert that stands' {
        Rename-Item "$root/prices.csv" away.csv
        Start-Sleep 1.2
        $events = Invoke-OptSchedule -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ScheduleFailed*'
        $events.Kind | Should -Contain Alert
        (Get-OptEvent -Limit 20).Action | Should -Contain 'run.failure_alert'
    }
}
