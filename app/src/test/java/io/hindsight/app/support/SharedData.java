package io.hindsight.app.support;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real data sets, where this machine has them beside the project. */
public final class SharedData {
  private SharedData() {}

  public static Path require(String name) {
    Path data = Path.of(System.getProperty("hindsight.root", ".."), "..", "shared", "data", name);
    if (!Files.exists(data)) {
      System.out.println("skipped: " + name + " absent");
    }
    Assumptions.assumeTrue(Files.exists(data), "skipped: " + name + " absent");
    return data.normalize();
  }
}
