namespace OptAIC.Engine.Execution;

/// <summary>How many flows of a plan are at work at the same time.</summary>
/// <param name="jobs">Most of them.</param>
/// <param name="freed">Told when one has become free.</param>
internal sealed class JobPool(int jobs, Action freed) : IDisposable
{
    private readonly SemaphoreSlim _free = new(jobs);

    /// <summary>Takes a job when one is free.</summary>
    public Job? TryTake() => _free.Wait(0) ? new Job(this) : null;

    public void Dispose() => _free.Dispose();

    /// <summary>The right to work. A flow that only waits lets another one have it.</summary>
    internal sealed class Job(JobPool pool) : IDisposable
    {
        private bool _isHeld = true;

        /// <summary>Lets another flow work meanwhile.</summary>
        public void Pause()
        {
            if (_isHeld)
            {
                _isHeld = false;
                pool._free.Release();
                pool.Freed();
            }
        }

        /// <summary>Goes on when there is a job again.</summary>
        public async Task ResumeAsync(CancellationToken cancellation)
        {
            if (!_isHeld)
            {
                await pool._free.WaitAsync(cancellation).ConfigureAwait(false);
                _isHeld = true;
            }
        }

        public void Dispose() => Pause();
    }

    private void Freed() => freed();
}
