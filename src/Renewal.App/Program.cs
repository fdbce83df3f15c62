using JasperFx;
using Renewal.App.Hosting;

var app = AppHost.Build(new AppSettings { ConnectionString = Environment.GetEnvironmentVariable("ConnectionStrings__renewal") ?? "Host=127.0.0.1;Database=none", WritesCode = args.Length > 0 && args[0] == "codegen" });
return await app.RunJasperFxCommands(args);
