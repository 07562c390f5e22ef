// The recommender's decaying histogram: exponential buckets, 5 % apart, weights halved per half-life
// (kubernetes/autoscaler: vertical-pod-autoscaler/pkg/recommender/util/histogram.go, decaying_histogram.go).

const RATIO = 1.05;
/** Rescale the reference before 2^x leaves the numbers (maxDecayExponent there). */
const MAX_EXPONENT = 100;

/** Weighted samples that fade. */
export class Histogram {
  private readonly weights: Float64Array;
  private readonly starts: Float64Array;
  private total = 0;
  private referenceMs: number | undefined;

  constructor(
    private readonly firstBucket: number,
    maxValue: number,
    private readonly halfLifeMs: number
  ) {
    const buckets = Math.ceil(Math.log((maxValue * (RATIO - 1)) / firstBucket + 1) / Math.log(RATIO)) + 1;
    this.weights = new Float64Array(buckets);
    this.starts = Float64Array.from({ length: buckets + 1 }, (_, n) => (firstBucket * (RATIO ** n - 1)) / (RATIO - 1));
  }

  /** Adds a sample of some weight at a moment; a negative weight takes one back. */
  add(value: number, weight: number, atMs: number): void {
    const scaled = weight * this.fading(atMs);
    const bucket = this.bucketOf(value);
    this.weights[bucket] = Math.max(0, (this.weights[bucket] ?? 0) + scaled);
    this.total = Math.max(0, this.total + scaled);
  }

  /** The upper end of the bucket where a share of the weight is reached. */
  percentile(share: number): number {
    if (this.total <= 0) {
      return 0;
    }
    const threshold = share * this.total;
    let sum = 0;
    for (let i = 0; i < this.weights.length; i++) {
      sum += this.weights[i] ?? 0;
      if (sum >= threshold - 1e-12 * this.total) {
        return this.startOf(i + 1);
      }
    }
    return this.startOf(this.weights.length);
  }

  private startOf(bucket: number): number {
    return this.starts[Math.min(bucket, this.weights.length - 1)] ?? 0;
  }

  private bucketOf(value: number): number {
    if (value < this.firstBucket) {
      return 0;
    }
    const bucket = Math.floor(Math.log((value * (RATIO - 1)) / this.firstBucket + 1) / Math.log(RATIO));
    return Math.min(bucket, this.weights.length - 1);
  }

  private fading(atMs: number): number {
    this.referenceMs ??= atMs;
    const exponent = (atMs - this.referenceMs) / this.halfLifeMs;
    if (exponent <= MAX_EXPONENT) {
      return 2 ** exponent;
    }
    const shrink = 2 ** -Math.round(exponent);
    this.weights.forEach((weight, i) => (this.weights[i] = weight * shrink));
    this.total *= shrink;
    this.referenceMs += Math.round(exponent) * this.halfLifeMs;
    return 2 ** ((atMs - this.referenceMs) / this.halfLifeMs);
  }
}
