using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Demo;

/// <summary>Who and what the made-up file refers to.</summary>
internal sealed record DemoEquipe(
    Guid TenantId, IReadOnlyList<Membre> Commerciaux, IReadOnlyList<Canal> Canaux, IReadOnlyList<Etiquette> Etiquettes, IReadOnlyList<Produit> Produits)
{
    /// <summary>Completes the organisation: two teams, reps beside its members, lists, catalogue, fiscal periods.</summary>
    public static async Task<DemoEquipe> CreateAsync(AppDbContext db, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Equipe[] equipes = [new(db.TenantId, "Équipe Nord"), new(db.TenantId, "Équipe Sud")];
        var membres = await db.Membres.Where(m => m.RetireLe == null).OrderBy(m => m.Id).ToListAsync(cancellationToken);
        var commerciaux = membres.Where(m => m.Role == Role.Commercial)
            .Concat(DemoListes.Commerciaux.Select(nom => new Membre(db.TenantId, Guid.CreateVersion7(), nom, Email(nom), Role.Commercial, now))).ToList();
        var equipe = new DemoEquipe(
            db.TenantId, commerciaux, [.. DemoListes.Canaux.Select(c => new Canal(db.TenantId, c))],
            [.. DemoListes.Etiquettes.Select(e => new Etiquette(db.TenantId, e))], DemoListes.Produits(db.TenantId));
        foreach (var (membre, i) in commerciaux.Select((m, i) => (m, i))) membre.JoinEquipe(equipes[i % 2].Id);
        foreach (var responsable in membres.Where(m => m.Role == Role.Responsable)) responsable.JoinEquipe(equipes[0].Id);
        foreach (var produit in equipe.Produits) produit.Stamp(now, null, created: true);
        db.AddRange(equipes);
        db.AddRange(commerciaux.Where(c => db.Entry(c).State == EntityState.Detached));
        db.AddRange(equipe.Canaux);
        db.AddRange(equipe.Etiquettes);
        db.AddRange(equipe.Produits);
        db.AddRange(DemoListes.Exercices(db.TenantId, today));
        await db.SaveChangesAsync(cancellationToken);
        return equipe;
    }

    private static string Email(string nom) => DemoNoms.Adresse(nom, "demo.example");
}
