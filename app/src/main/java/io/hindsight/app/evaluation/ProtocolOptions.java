package io.hindsight.app.evaluation;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.scoring.evaluation.protocol.Protocol;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the interactions are divided. */
final class ProtocolOptions {
  private static final String NAMES =
      "leave-last-out, temporal, random, k-fold, strong, ncf, given";

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      description =
          "One of "
              + NAMES
              + " (default: given with --train and --test, ncf with --negatives, else"
              + " leave-last-out).")
  private @Nullable String name;

  @Option(
      names = "--test-share",
      paramLabel = "SHARE",
      description =
          "What is tested in the protocols temporal (of all interactions), random and strong (of a"
              + " user's items) (default: 0.2).")
  private double testShare = 0.2;

  @Option(
      names = "--held-out",
      paramLabel = "SHARE",
      description = "Of users, in the protocol strong (default: 0.2).")
  private double heldOut = 0.2;

  @Option(names = "--folds", paramLabel = "N", description = "In the protocol k-fold (default: 5).")
  private int folds = 5;

  @Option(
      names = "--sampled",
      paramLabel = "N",
      description = "Negatives for a test item in the protocol ncf, where none are given (99).")
  private int sampled = 99;

  Protocol protocol(boolean parts, boolean negatives) {
    String wanted = name == null ? usual(parts, negatives) : name;
    if (negatives && !wanted.equals("ncf")) {
      throw new CommandFailed(
          "the protocol " + wanted + " uses no negatives", "leave --negatives out, or take ncf");
    }
    if (parts && !wanted.equals("ncf") && !wanted.equals("given")) {
      throw new CommandFailed(
          "the protocol " + wanted + " divides the data by itself",
          "give --data PATH, or take the protocol given");
    }
    if (!parts && wanted.equals("given")) {
      throw new CommandFailed(
          "the protocol given needs parts", "give --train FILE --test FILE instead of --data");
    }
    return switch (wanted) {
      case "leave-last-out" -> new Protocol.LeaveLastOut();
      case "temporal" -> new Protocol.Temporal(1 - testShare);
      case "random" -> new Protocol.RandomHoldOut(testShare);
      case "k-fold" -> new Protocol.KFold(folds);
      case "strong" -> new Protocol.StrongGeneralisation(heldOut, testShare);
      case "ncf" -> new Protocol.SampledNegatives(sampled);
      case "given" -> new Protocol.Given();
      default -> throw new CommandFailed("there is no protocol " + wanted, "there are " + NAMES);
    };
  }

  private static String usual(boolean parts, boolean negatives) {
    if (negatives) {
      return "ncf";
    }
    return parts ? "given" : "leave-last-out";
  }
}
