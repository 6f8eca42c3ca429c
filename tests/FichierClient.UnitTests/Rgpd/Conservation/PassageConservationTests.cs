using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd.Conservation;

namespace FichierClient.UnitTests.Rgpd.Conservation;

public sealed class PassageConservationTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Given_up_while_it_was_carried_out_it_says_what_had_been_done_until_then()
    {
        var passage = Approved();
        passage.Abandon();

        passage.Finish(3, 7, 0, Now);

        Assert.Equal((StatutPassage.Abandonne, 3, 7, Now), (passage.Statut, passage.Effaces, passage.Epargnes, passage.ExecuteLe!.Value));
        Assert.Equal("Passage_etape", Assert.Throws<DomainException>(() => passage.Finish(0, 0, 0, Now)).Key);
    }

    [Fact]
    public void A_run_that_nobody_approved_is_not_carried_out()
    {
        var regle = new RegleConservation(Guid.CreateVersion7(), "prospect", new RegleSaisie { Nom = "Prospects", DureeMois = 36 }, new DateOnly(2026, 1, 1), null);
        var passage = new PassageConservation(regle.TenantId, regle, new DateOnly(2023, 12, 1), Now);

        Assert.Equal("Passage_etape", Assert.Throws<DomainException>(() => passage.Finish(0, 0, 0, Now)).Key);
    }

    private static PassageConservation Approved()
    {
        var regle = new RegleConservation(Guid.CreateVersion7(), "prospect", new RegleSaisie { Nom = "Prospects", DureeMois = 36 }, new DateOnly(2026, 1, 1), null);
        var passage = new PassageConservation(regle.TenantId, regle, new DateOnly(2023, 12, 1), Now);
        passage.Count(10, 0, 10, 0, []);
        passage.Approve(Guid.CreateVersion7(), Now, new DateOnly(2026, 12, 31));
        return passage;
    }
}
