using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Renewal.Benchmarks;

/// <summary>The current row of an area, as EF Core keeps it.</summary>
internal sealed class AreaEntity
{
    public required string Code { get; init; }

    public required string Name { get; set; }

    public required string Kind { get; set; }

    public required string Jurisdiction { get; set; }

    public required string Stage { get; set; }

    public int MilestonesReached { get; set; }

    public string? LastMilestone { get; set; }

    public DateOnly? LastReachedOn { get; set; }

    public uint Version { get; set; }
}

/// <summary>What a saving changed: the history.</summary>
internal sealed class AuditEntity
{
    public long Id { get; init; }

    public required string Code { get; init; }

    public required string Changes { get; init; }

    public required string ChangedBy { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>Writes an audit row for every entity that is added or changed, in the transaction of the change.</summary>
internal sealed class EntityContext(DbContextOptions<EntityContext> options) : DbContext(options)
{
    public DbSet<AreaEntity> Areas => Set<AreaEntity>();

    public DbSet<AuditEntity> Audits => Set<AuditEntity>();

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken ct = default)
    {
        foreach (var entry in ChangeTracker.Entries<AreaEntity>().Where(Changes).ToList())
        {
            var changes = entry.Properties.Where(property => entry.State == EntityState.Added || property.IsModified)
                .ToDictionary(
                    property => property.Metadata.Name, property => new { Old = property.OriginalValue, New = property.CurrentValue });
            Audits.Add(new AuditEntity
            {
                Code = entry.Entity.Code,
                Changes = JsonSerializer.Serialize(changes),
                ChangedBy = "zhang",
                ChangedAt = DateTimeOffset.UtcNow,
            });
        }

        return base.SaveChangesAsync(acceptAllChangesOnSuccess, ct);
    }

    private static bool Changes(EntityEntry entry) => entry.State is EntityState.Added or EntityState.Modified;

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.UseCollation("C");
        model.Entity<AreaEntity>(area =>
        {
            area.HasKey(a => a.Code);
            area.Property(a => a.Version).IsRowVersion();
        });
        model.Entity<AuditEntity>(audit =>
        {
            audit.Property(a => a.Changes).HasColumnType("jsonb");
            audit.HasIndex(a => new { a.Code, a.Id });
        });
    }
}

/// <summary>A milestone with EF Core: load the row, check, change it, save it with its audit row; then look for it in its page.</summary>
internal sealed class EntityWrites(PooledDbContextFactory<EntityContext> contexts)
{
    private const int PageSize = 50;
    private readonly FreshCodes codes = new();

    public static async Task<EntityWrites> OpenAsync(string connectionString)
    {
        var options = new DbContextOptionsBuilder<EntityContext>().UseNpgsql(connectionString).Options;
        var contexts = new PooledDbContextFactory<EntityContext>(options);
        await using var context = await contexts.CreateDbContextAsync();
        await context.Database.EnsureCreatedAsync();
        return new EntityWrites(contexts);
    }

    public async Task TopUpAsync()
    {
        await using var context = await contexts.CreateDbContextAsync();
        context.Areas.AddRange(codes.TopUp().Select(fresh => new AreaEntity
        {
            Code = fresh.Code,
            Name = fresh.Code + "片",
            Kind = "state-land-expropriation",
            Jurisdiction = BenchmarkHost.Street,
            Stage = "preparation",
        }));
        await context.SaveChangesAsync();
    }

    public Task<Func<Task>> WriterAsync()
    {
        var (area, step) = (new FreshCode("", 0), FreshAreas.Each);
        return Task.FromResult<Func<Task>>(async () =>
        {
            if (step >= FreshAreas.Each) (area, step) = (codes.Next(), 0);
            var milestone = string.Create(CultureInfo.InvariantCulture, $"milestone-{step++}");
            await RecordAsync(area.Code, milestone);
            await using var context = await contexts.CreateDbContextAsync();
            var page = await context.Areas.AsNoTracking().OrderBy(a => a.Code)
                .Skip(area.Rank / PageSize * PageSize).Take(PageSize).ToListAsync();
            if (page.Find(found => found.Code == area.Code)?.LastMilestone != milestone)
                throw new InvalidOperationException($"{area.Code}: {milestone} is not listed.");
        });
    }

    private async Task RecordAsync(string code, string milestone)
    {
        await using var context = await contexts.CreateDbContextAsync();
        var area = await context.Areas.SingleAsync(a => a.Code == code);
        if (area.LastMilestone == milestone) return;
        area.LastMilestone = milestone;
        area.LastReachedOn = new DateOnly(2018, 2, 1);
        area.MilestonesReached++;
        await context.SaveChangesAsync();
    }
}
