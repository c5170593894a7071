package io.hindsight.app.integrity;

import io.hindsight.app.cli.ServerAddress;
import io.hindsight.app.client.ApiClient;
import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.client.Patience;
import io.hindsight.command.seal.ExportCheck;
import io.hindsight.command.seal.ProofCheck;
import io.hindsight.command.seal.SealRefused;
import io.hindsight.command.seal.VerifyingKey;
import io.hindsight.contracts.audit.Finding;
import io.hindsight.contracts.audit.InclusionProof;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
    name = "integrity",
    description = {
      "Compare a log with its seals; ends with 0 where nothing was altered.",
      "Without --export or --proof a server does it for the log that it has."
    },
    sortOptions = false)
public final class IntegrityCommand implements Callable<Integer> {
  @Option(
      names = "--export",
      paramLabel = "FILE",
      description =
          "Check this export of a whole log instead, without a server: what"
              + " /v1/audit/events?form=stored answers to Accept: application/x-ndjson.")
  private @Nullable Path export;

  @Option(
      names = "--proof",
      paramLabel = "FILE",
      description = "Check this proof of one event instead, without a server.")
  private @Nullable Path proof;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "PEM with the public keys to trust; for --export and --proof.")
  private @Nullable Path key;

  @Option(
      names = "--known",
      paramLabel = "DIGEST",
      description = "The digest of a seal that you kept: it must still be there.")
  private @Nullable String known;

  @Option(
      names = "--auditor",
      paramLabel = "NAME",
      description = "Who asks a server: the log keeps it. Some servers want to know.")
  private @Nullable String auditor;

  @Mixin private ServerAddress server = new ServerAddress();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (export != null && proof != null) {
      throw new CommandFailed("both --export and --proof are given", "give one of them");
    }
    try {
      if (export != null) {
        return checkExport(export);
      }
      return proof == null ? askServer() : checkProof(proof);
    } catch (IOException e) {
      throw new CommandFailed("cannot read a file (" + e + ")", "check its name", e);
    }
  }

  private @Nullable String known() {
    if (known == null) {
      return null;
    }
    String digest = known.strip().toLowerCase(Locale.ROOT);
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new CommandFailed(
          "--known is no digest of a seal", "give the 64 hex digits that were shown");
    }
    return digest;
  }

  private List<VerifyingKey> keys() throws IOException {
    if (key == null) {
      throw new CommandFailed(
          "no public key is given", "name its file with --key; /v1/audit/integrity shows the key");
    }
    try {
      return VerifyingKey.allFromPem(Files.readString(key));
    } catch (SealRefused e) {
      throw new CommandFailed(key + ": " + e.getMessage(), "give a PEM file with PUBLIC KEY", e);
    }
  }

  private int checkExport(Path file) throws IOException {
    ExportCheck.Result result = new ExportCheck(keys()).check(new ExportFile(file), known());
    PrintWriter out = out();
    for (Finding finding : result.findings()) {
      print(
          finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          finding.from().value(),
          finding.upTo().value(),
          finding.detail());
    }
    if (result.first() > 1) {
      out.printf("the export begins at position %,d: export the whole log%n", result.first());
    }
    summary(result.findings().isEmpty(), result.sealed(), result.seals());
    out.printf("%,d events are under no seal%n", result.events() - result.sealed());
    if (result.digest() != null) {
      out.println("digest of the last seal: " + result.digest());
    }
    return result.findings().isEmpty() && result.seals() > 0 ? 0 : 1;
  }

  private int checkProof(Path file) throws IOException {
    InclusionProof given = ProofFile.read(file);
    Optional<String> fault = ProofCheck.fault(given, keys());
    out()
        .println(
            fault
                .map(why -> "not proven: " + why)
                .orElseGet(
                    () ->
                        "proven: %s stands at position %s of log %s, under seal %d"
                            .formatted(
                                given.event().type(),
                                given.event().position(),
                                given.seal().statement().logId(),
                                given.seal().statement().number())));
    return fault.isEmpty() ? 0 : 1;
  }

  private int askServer() {
    try (ApiClient api = new ApiClient(server.url(), Patience.DEFAULT)) {
      api.requireServer();
      long events = 0;
      int seals = 0;
      boolean intact = true;
      String digest = known();
      String remembered = digest == null ? "" : "&known=" + digest;
      Map<String, String> who = auditor == null ? Map.of() : Map.of("Hindsight-Auditor", auditor);
      Long next = 0L;
      while (next != null) {
        JsonNode page =
            api.post("/v1/audit/integrity/check?after=" + next + remembered, Map.of(), who);
        remembered = "";
        events += page.path("events").asLong(0);
        seals += page.path("seals").asInt(0);
        intact &= page.path("result").asString("").equals("intact");
        for (JsonNode finding : page.path("findings")) {
          print(
              finding.path("kind").asString(""),
              finding.path("position").asLong(0),
              finding.path("upTo").asLong(0),
              finding.path("detail").asString(""));
        }
        next = page.hasNonNull("next") ? (Long) page.get("next").asLong() : null;
      }
      summary(intact, events, seals);
      printState(api.get("/v1/audit/integrity"));
      return intact && seals > 0 ? 0 : 1;
    }
  }

  private void printState(JsonNode state) {
    JsonNode unsealed = state.path("unsealed");
    out()
        .printf(
            "positions %,d to %,d are under no seal yet%n",
            unsealed.path("after").asLong(0) + 1, unsealed.path("upTo").asLong(0));
    if (!state.path("sealing").asString("on").equals("on")) {
      out()
          .println(
              "sealing is "
                  + state.path("sealing").asString("")
                  + (state.hasNonNull("problem") ? ": " + state.get("problem").asString() : ""));
    }
    if (state.path("sealed").isObject()) {
      out().println("digest of the last seal: " + state.at("/sealed/digest").asString(""));
    }
  }

  private void summary(boolean intact, long events, int seals) {
    out().printf("%s: %,d events under %,d seals%n", intact ? "intact" : "ALTERED", events, seals);
  }

  private void print(String kind, long from, long upTo, String detail) {
    String where = from >= upTo ? "position " + from : "positions " + from + " to " + upTo;
    // What somebody put into a log must not steer the terminal of who checks it.
    out().println(("  " + where + ": " + kind + ": " + detail).replaceAll("\\p{Cntrl}", "?"));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
