using Renewal.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
