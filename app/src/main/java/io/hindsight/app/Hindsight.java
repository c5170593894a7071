package io.hindsight.app;

import io.hindsight.app.cli.CommandLineInterface;
import io.hindsight.app.server.SpringServerLauncher;

/** Where everything begins. */
public final class Hindsight {
  private Hindsight() {}

  public static void main(String[] args) {
    System.exit(CommandLineInterface.run(new SpringServerLauncher(), args));
  }
}
