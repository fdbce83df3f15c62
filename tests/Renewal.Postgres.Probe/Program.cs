using Renewal.Postgres;

// A second process for tests: starts or joins the database of a folder, reports it, and leaves on request (or is killed).
await using var server = await PostgresServer.StartAsync(new PostgresOptions { DataFolder = args[0] });
Console.WriteLine(server.WasRunning ? "joined" : "started");
Console.WriteLine(server.ConnectionString);
Console.ReadLine();
