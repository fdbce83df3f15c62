using Renewal.App.Commands;

return await Cli.RunAsync(args);
