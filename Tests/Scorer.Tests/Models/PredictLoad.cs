using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Faultline.Scorer.Tests.Live;

namespace Faultline.Scorer.Tests.Models;

/// <summary>Clients that post one window to a replica again and again, while its models are exchanged, and note which model answered.</summary>
internal sealed class PredictLoad
{
    private readonly RunningScorer scorer;
    private readonly string body;
    private readonly ConcurrentQueue<PredictAnswer> answers = new();
    private readonly int[] seen;
    private readonly Signal answered = new();
    private readonly Task[] work;
    private int begun;
    private int done;
    private volatile bool isStopped;
    private volatile bool isBroken;

    public PredictLoad(RunningScorer scorer, int clients, string body)
    {
        (this.scorer, this.body) = (scorer, body);
        seen = [.. Enumerable.Repeat(-1, clients)];
        work = [.. Enumerable.Range(0, clients).Select(client => Task.Run(() => AskAsync(client)))];
    }

    /// <summary>The next change is about to be ordered: from now on its model may answer.</summary>
    public void Begin() => Interlocked.Increment(ref begun);

    /// <summary>The change is in force here: what is asked from now on must have its model. Waits until every client has had such an answer.</summary>
    public Task DoneAsync()
    {
        var now = Interlocked.Increment(ref done);
        return AskedSinceAsync(now);
    }

    /// <summary>Waits until every client has an answer that was asked after so many changes.</summary>
    public Task AskedSinceAsync(int changes) => answered.UntilAsync(() => isBroken || Enumerable.Range(0, seen.Length).All(client => Volatile.Read(ref seen[client]) >= changes));

    /// <summary>Ends the clients; what failed in one of them fails here.</summary>
    public async Task<IReadOnlyCollection<PredictAnswer>> StopAsync()
    {
        isStopped = true;
        await Task.WhenAll(work).WaitAsync(TimeSpan.FromSeconds(60));
        return answers;
    }

    private async Task AskAsync(int client)
    {
        try
        {
            while (!isStopped)
            {
                var earliest = Volatile.Read(ref done);
                using var answer = await scorer.Viewer.PostAsync(new Uri("/predict", UriKind.Relative), new StringContent(body, null, "application/json"));
                var said = answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadFromJsonAsync<JsonElement>() : default;
                answers.Enqueue(new PredictAnswer(earliest, Volatile.Read(ref begun), answer.StatusCode, said));
                Volatile.Write(ref seen[client], earliest);
                answered.Set();
            }
        }
        finally
        {
            isBroken |= !isStopped;
            answered.Set();
        }
    }
}
