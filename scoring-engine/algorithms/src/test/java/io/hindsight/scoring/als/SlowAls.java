package io.hindsight.scoring.als;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.linear.Noise;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/** The formulas of the package in double precision, written down as plainly as possible. */
final class SlowAls {
  private final AlsConfig config;
  private final TrainingData data;
  private final double mean;
  final RealMatrix users;
  final RealMatrix items;

  SlowAls(AlsConfig config, TrainingData data, long seed) {
    this.config = config;
    this.data = data;
    int d = config.factors();
    users = new Array2DRowRealMatrix(data.users(), d);
    items = new Array2DRowRealMatrix(data.items().size(), d);
    Noise noise = new Noise(seed);
    for (int i = 0; i < data.items().size(); i++) {
      for (int k = 0; k < d; k++) {
        double drawn = noise.normal((long) i * d + k);
        items.setEntry(i, k, (float) (config.deviation() / Math.sqrt(d) * drawn));
      }
    }
    double sum = 0;
    for (int at = 0; at < data.pairs(); at++) {
      sum += data.byUser().weight(at);
    }
    mean = sum / data.pairs();
  }

  void sweep() {
    halfSweep(data.byUser(), users, items);
    halfSweep(data.byItem(), items, users);
  }

  private void halfSweep(Rows rows, RealMatrix own, RealMatrix other) {
    RealMatrix gram = other.transpose().multiply(other).scalarMultiply(config.alpha0());
    for (int row = 0; row < rows.count(); row++) {
      RealMatrix a = gram.add(identity().scalarMultiply(ridge(rows.length(row), other)));
      RealVector b = new ArrayRealVector(config.factors());
      for (int at = rows.start(row); at < rows.start(row + 1); at++) {
        RealVector v = other.getRowVector(rows.column(at));
        a = a.add(v.outerProduct(v).scalarMultiply(rows.weight(at) / mean));
        b = b.add(v.mapMultiply(rows.weight(at) / mean));
      }
      own.setRowVector(row, new LUDecomposition(a).getSolver().solve(b));
    }
  }

  private RealMatrix identity() {
    return MatrixUtils.createRealIdentityMatrix(config.factors());
  }

  private double ridge(int observed, RealMatrix other) {
    return config.regularization()
        * Math.pow(observed + config.alpha0() * other.getRowDimension(), config.exponent());
  }

  double loss() {
    RealMatrix scores = users.multiply(items.transpose());
    double loss = 0;
    for (int u = 0; u < users.getRowDimension(); u++) {
      for (int i = 0; i < items.getRowDimension(); i++) {
        loss += config.alpha0() * scores.getEntry(u, i) * scores.getEntry(u, i);
      }
      Rows rows = data.byUser();
      for (int at = rows.start(u); at < rows.start(u + 1); at++) {
        double miss = 1 - scores.getEntry(u, rows.column(at));
        loss += rows.weight(at) / mean * miss * miss;
      }
    }
    return loss + penalty(data.byUser(), users, items) + penalty(data.byItem(), items, users);
  }

  private double penalty(Rows rows, RealMatrix own, RealMatrix other) {
    double sum = 0;
    for (int row = 0; row < rows.count(); row++) {
      RealVector v = own.getRowVector(row);
      sum += ridge(rows.length(row), other) * v.dotProduct(v);
    }
    return sum;
  }
}
