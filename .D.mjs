const B=await import('/tmp/wt/cpu/scripts/build-sdk.mjs');const {script}=await B.bundleTag();console.log((await B.measure(script)).brotli)
