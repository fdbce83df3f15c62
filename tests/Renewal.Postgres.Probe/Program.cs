using Renewal.Postgres;

// Another process of ours, for the tests: starts or joins the database of a folder, says so, and leaves when told (or is killed).
await using var server = await PostgresServer.StartAsync(new PostgresOptions { DataFolder = args[0] });
Console.WriteLine(server.WasRunning ? "joined" : "started");
Console.WriteLine(server.ConnectionString);
Console.ReadLine();
