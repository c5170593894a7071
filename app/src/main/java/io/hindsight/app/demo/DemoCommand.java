package io.hindsight.app.demo;

import io.hindsight.app.launch.ServerLauncher;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "demo")
public final class DemoCommand implements Callable<Integer> {
  public DemoCommand(ServerLauncher launcher) {}

  @Override
  public Integer call() {
    return 0;
  }
}
