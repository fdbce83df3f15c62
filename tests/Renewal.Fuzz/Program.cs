using Renewal.Features.Imports;
using Renewal.Fuzz;
using Renewal.Fuzz.Corpus;
using SharpFuzz;

// measure FOLDER     read every file of a folder, one line for each with its time and memory
// corpus FOLDER      write the hostile files of the gate there
// seeds FOLDER       the small ones among them, for a fuzzing run to begin with
// (nothing)          one reading after the other for afl-fuzz, which hands in the files; see docs/guides/fuzz-the-readers.md
switch (args)
{
    case ["measure", var folder]:
        return await Measurement.RunAsync(folder);
    case ["corpus", var folder]:
        return Write(folder, int.MaxValue);
    case ["seeds", var folder]:
        return Write(folder, 20_000);
    case []:
        Fuzzer.OutOfProcess.Run(Read);
        return 0;
    default:
        Console.Error.WriteLine("measure FOLDER | corpus FOLDER | seeds FOLDER");
        return 2;
}

static int Write(string folder, int largest)
{
    Directory.CreateDirectory(folder);
    foreach (var file in HostileFiles.All().Where(file => file.Content.Length < largest))
        File.WriteAllBytes(Path.Combine(folder, file.Name), file.Content);
    return 0;
}

static void Read(Stream stream)
{
    using var content = new MemoryStream();
    stream.CopyTo(content);
    LedgerReader.Read(content.ToArray(), "ledger", null, CancellationToken.None);
}
