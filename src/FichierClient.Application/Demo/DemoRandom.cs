namespace FichierClient.Application.Demo;

/// <summary>
/// SplitMix64: the same numbers on every machine and version, and any document of a large file can be made again from its index
/// alone, so that ventes and their lines are written in two passes without being kept.
/// </summary>
internal struct DemoRandom(long seed, long index)
{
    private ulong state = Mix((ulong)seed * 0x9E3779B97F4A7C15UL + (ulong)index);

    public ulong Bits() => Mix(state += 0x9E3779B97F4A7C15UL);

    /// <summary>From 0, below 1.</summary>
    public double Next() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From <paramref name="min"/>, below <paramref name="max"/>.</summary>
    public int Next(int min, int max) => min + (int)(Next() * (max - min));

    public bool Chance(double probability) => Next() < probability;

    public T Pick<T>(IReadOnlyList<T> list) => list[Next(0, list.Count)];

    /// <summary>An index, the first ones more often: weights fall by <paramref name="ratio"/> from one to the next.</summary>
    public int Falling(int count, double ratio)
    {
        var total = (1 - Math.Pow(ratio, count)) / (1 - ratio);
        return Math.Min(count - 1, (int)(Math.Log(1 - Next() * total * (1 - ratio)) / Math.Log(ratio)));
    }

    /// <summary>Log-normal around 1: few large, many small.</summary>
    public double Uneven(double sigma) => Math.Exp(sigma * Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next()));

    /// <summary>A key in the order of <paramref name="at"/> (UUIDv7).</summary>
    public Guid Id(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)at.ToUnixTimeMilliseconds() << 16 | 0x7000 | Bits() >> 52);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 1UL << 63 | Bits() >> 2);
        return new Guid(bytes, bigEndian: true);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
