package io.hindsight.app.cli;

import io.hindsight.app.client.ApiClient;
import io.hindsight.app.client.ApiRefusal;
import io.hindsight.app.client.Trainings;
import io.hindsight.app.importing.ImportReport;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Makes recommendations of what was imported, and says how to see them. */
final class AfterImport {
  private static final String ALGORITHM = "item-knn";

  private final ApiClient api;
  private final PrintWriter out;

  AfterImport(ApiClient api, PrintWriter out) {
    this.api = api;
    this.out = out;
  }

  void train(ImportReport report) throws InterruptedException {
    out.println("Training " + ALGORITHM + " ...");
    out.flush();
    try {
      switch (new Trainings(api, Duration.ofMinutes(10)).train(ALGORITHM)) {
        case Trainings.Outcome.Active(int version) ->
            out.println("  version " + version + " serves now");
        case Trainings.Outcome.Failed(String reason) -> out.println("  it failed: " + reason);
        case Trainings.Outcome.StillRunning() ->
            out.println("  it still runs; GET /v1/models shows when it serves");
      }
    } catch (ApiRefusal e) {
      // The data is in, so the import has not failed.
      out.println("  not trained: " + e.line());
    }
    String user = report.exampleUser();
    if (user != null) {
      out.println("See what a person gets:");
      out.println(
          "  curl '"
              + api.base()
              + "/v1/users/"
              + URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20")
              + "/recommendations?n=10'");
    }
  }
}
