export default function LandingPage() {
  return <h1 className="p-8 font-serif text-3xl">Small, quick and safe Docker images for Python.</h1>;
}
