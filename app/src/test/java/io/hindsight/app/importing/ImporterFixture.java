package io.hindsight.app.importing;

import io.hindsight.app.client.ApiClient;
import io.hindsight.app.client.Patience;
import io.hindsight.app.support.FakeApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Imports into a {@link FakeApi} with next to no pauses. */
final class ImporterFixture implements AutoCloseable {
  static final Patience BRIEF = new Patience(6, Duration.ofMillis(1), Duration.ofMillis(4));

  final FakeApi server = new FakeApi();
  final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final Path states;

  ImporterFixture(Path states) {
    this.states = states;
  }

  ImportReport run(DataSet set, int batch) throws IOException, InterruptedException {
    try (set;
        ApiClient api = new ApiClient(server.address(), BRIEF)) {
      return new Importer(
              api,
              new ImportStates(states),
              ProgressBars.to(new PrintStream(shown, true, StandardCharsets.UTF_8), false),
              batch)
          .run(set);
    }
  }

  String shown() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
  }
}
