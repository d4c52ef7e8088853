namespace Faultline.Learning.Numerics;

/// <summary>Principal directions of scattered values by power iteration with deflation; deterministic.</summary>
internal static class PrincipalDirections
{
    private const int Iterations = 40;

    /// <summary>Finds the strongest directions; the values are left without them.</summary>
    /// <param name="values">Values × samples, centred.</param>
    /// <param name="count">Number of directions.</param>
    /// <returns>Unit directions (count × values) and the standard deviation along each.</returns>
    public static (Matrix Directions, double[] Deviations) Extract(Matrix values, int count)
    {
        var directions = new Matrix(count, values.Rows);
        var deviations = new double[count];
        var random = new Random(1);
        for (int d = 0; d < count; d++)
        {
            var scores = new double[values.Columns];
            foreach (ref double score in scores.AsSpan())
                score = random.NextDouble() - 0.5;
            var direction = directions.Row(d);
            for (int iteration = 0; iteration < Iterations; iteration++)
                Iterate(values, direction, scores);
            for (int j = 0; j < direction.Length; j++)
                Blas.Axpy(-direction[j], scores, values.Row(j));
            deviations[d] = Math.Sqrt(Blas.Dot(scores, scores) / scores.Length);
        }

        return (directions, deviations);
    }

    private static void Iterate(Matrix values, Span<double> direction, double[] scores)
    {
        for (int j = 0; j < direction.Length; j++)
            direction[j] = Blas.Dot(values.Row(j), scores);
        double length = Math.Sqrt(Blas.Dot(direction, direction));
        Array.Clear(scores);
        for (int j = 0; j < direction.Length; j++)
            Blas.Axpy(direction[j] /= length, values.Row(j), scores);
    }
}
