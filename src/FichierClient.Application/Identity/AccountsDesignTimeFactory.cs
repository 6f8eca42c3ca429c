using Microsoft.EntityFrameworkCore.Design;

namespace FichierClient.Application.Identity;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model; it never connects.</summary>
public sealed class AccountsDesignTimeFactory : IDesignTimeDbContextFactory<AccountsDbContext>
{
    public AccountsDbContext CreateDbContext(string[] args) => AccountsDatabase.Open("Host=localhost;Database=none");
}
