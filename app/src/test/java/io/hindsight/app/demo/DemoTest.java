package io.hindsight.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.cli.CommandLineInterface;
import io.hindsight.app.server.SpringServerLauncher;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command, as a newcomer runs it, on a smaller shop. */
class DemoTest {

  @Test
  void demoShowsSomebodysRecommendationsAndWhy(@TempDir Path data) {
    PrintStream console = System.out;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    int exit;
    try {
      System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
      exit =
          CommandLineInterface.run(
              new SpringServerLauncher(),
              "demo",
              "--exit",
              "--data",
              data.toString(),
              "--port",
              "0",
              "--people",
              "60",
              "--items",
              "80",
              "--weeks",
              "2");
    } finally {
      System.setOut(console);
    }
    String output = shown.toString(StandardCharsets.UTF_8);
    console.println(output);
    assertThat(exit).isZero();
    assertThat(output)
        .contains("80 items", "60 people", "version 1 serves", "because you", "/docs")
        .doesNotContain("Exception");
  }
}
