using FichierClient.Application.Imports.Engine;

namespace FichierClient.UnitTests.Imports;

/// <summary>The size of batches follows the machine, so that nobody beside them waits.</summary>
public sealed class CadenceTests
{
    [Fact]
    public void A_slow_machine_gets_small_batches_and_a_fast_one_large_ones()
    {
        var (slow, fast) = (new Cadence(), new Cadence());
        for (var i = 0; i < 20; i++)
        {
            slow.Took(slow.Taille, TimeSpan.FromMilliseconds(slow.Taille));
            fast.Took(fast.Taille, TimeSpan.FromMilliseconds(fast.Taille / 40.0));
        }

        Assert.Equal((250, Cadence.Most), (slow.Taille, fast.Taille));
    }

    [Fact]
    public void One_slow_batch_only_halves_the_next_and_an_empty_one_says_nothing()
    {
        var cadence = new Cadence();
        cadence.Took(500, TimeSpan.FromSeconds(30));
        Assert.Equal(250, cadence.Taille);
        cadence.Took(0, TimeSpan.FromSeconds(30));
        Assert.Equal(250, cadence.Taille);
        for (var i = 0; i < 20; i++) cadence.Took(cadence.Taille, TimeSpan.FromMinutes(1));
        Assert.Equal(Cadence.Least, cadence.Taille);
    }
}
