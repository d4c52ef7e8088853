namespace Faultline.Scorer.Predict;

/// <summary>200 with a body whose length is told: written in one piece, where the framework's own would send and forward it in chunks. Disposes of the body.</summary>
internal sealed class JsonAnswer(PooledBuffer body) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (body)
        {
            var response = httpContext.Response;
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = body.Length;
            await response.BodyWriter.WriteAsync(body.Written, httpContext.RequestAborted);
        }
    }
}
